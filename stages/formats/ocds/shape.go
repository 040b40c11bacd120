package ocds

import "slices"

// A shape says of a place in a release what is read there and how the releases of one process are merged there. What no
// shape names is not read: that is how contact points, addresses and documents stay outside.
type shape struct {
	fields map[string]*shape // of an object, or of the objects of a list; nil for plain values and lists of them
	any    bool              // everything below is read
	mark   bool              // its objects remember where they were read
	omit   bool              // it belongs to the one release, not to the process
	whole  bool              // a later list replaces an earlier one, whatever its ids
	named  bool              // merged by id where its objects have one, else replaced: suppliers and tenderers had none in OCDS 1.0
	list   bool              // a list of objects is due
	deep   bool              // there are objects in its objects

	numbered []*shape // the fields by the numbers of their names; nil where the vocabulary has not all of those
}

func (s *shape) leaf() bool { return s.fields == nil && !s.any }

// in is the shape of what stands under a name.
func (s *shape) in(name string) *shape { return s.of(wordOf(name)) }

// of is in for a word; nil is one that no shape has.
func (s *shape) of(w *word) *shape {
	switch {
	case s == nil || s.any:
		return s
	case w == nil:
		return nil
	case s.numbered == nil:
		return s.fields[w.name]
	}
	return s.numbered[w.number]
}

type fields = map[string]*shape

// plain makes a shape for a value, or a list of values.
func plain() *shape { return &shape{} }

func object_(f fields) *shape {
	s := &shape{fields: f}
	for _, sub := range f {
		s.deep = s.deep || !sub.leaf()
	}
	return s
}

func listOf(s *shape) *shape {
	c := *s
	c.list, c.mark = true, true
	return &c
}

func period() *shape {
	return object_(fields{"startDate": plain(), "endDate": plain(), "maxExtentDate": plain()})
}

func related() *shape {
	return listOf(object_(fields{"id": plain(), "relationship": plain(), "scheme": plain(), "identifier": plain()}))
}

func value() *shape { return object_(fields{"amount": plain(), "currency": plain()}) }

func classification() *shape { return object_(fields{"scheme": plain(), "id": plain()}) }

// organisation is a party or a reference to one. In OCDS 1.0 the identifier stands in the reference. Of an address the
// country alone is read.
func organisation(private bool) *shape {
	s := object_(fields{
		"id":         plain(),
		"name":       plain(),
		"identifier": object_(fields{"scheme": plain(), "id": plain(), "legalName": plain()}),
		"address":    object_(fields{"countryName": plain()}),
		"roles":      plain(),
	})
	s.mark = true
	if private {
		s.fields[isPerson], s.fields[traces] = plain(), plain()
	} else { // to know a bidder who is his own contact; no draft has it
		s.fields["contactPoint"] = object_(fields{"name": plain()})
	}
	return s
}

func item() *shape {
	more := listOf(classification())
	more.whole, more.mark = true, false
	return object_(fields{
		"id":                        plain(),
		"description":               plain(),
		"quantity":                  plain(),
		"unit":                      object_(fields{"name": plain(), "value": value()}),
		"classification":            classification(),
		"additionalClassifications": more,
	})
}

// releaseShape is what is read of a release; private adds what Read notes in a draft of people.
func releaseShape(private bool) *shape {
	org := organisation(private)
	orgs := listOf(org)
	orgs.named = true
	once := &shape{omit: true}
	items := listOf(item())
	release := object_(fields{
		"ocid":             plain(),
		"id":               once,
		"date":             once,
		"tag":              once,
		"parties":          listOf(org),
		"buyer":            org,
		"relatedProcesses": related(),
		"tender": object_(fields{
			"id": plain(), "title": plain(), "description": plain(), "status": plain(),
			"procurementMethod": plain(), "procurementMethodDetails": plain(),
			"procuringEntity": org, "tenderers": orgs, "items": items, "contractPeriod": period(),
			"techniques": object_(fields{"hasFrameworkAgreement": plain()}),
		}),
		"awards": listOf(object_(fields{
			"id": plain(), "title": plain(), "description": plain(), "status": plain(), "date": plain(),
			"value": value(), "suppliers": orgs, "items": items, "contractPeriod": period(),
		})),
		"contracts": listOf(object_(fields{
			"id": plain(), "awardID": plain(), "title": plain(), "description": plain(), "status": plain(),
			"dateSigned": plain(), "period": period(), "value": value(), "suppliers": orgs, "items": items, "relatedProcesses": related(),
			"implementation": object_(fields{
				"transactions": listOf(object_(fields{"id": plain(), "value": value(), "amount": value()})),
			}),
		})),
	})
	if !private { // to know a draft of the standard, which is read again
		for _, name := range []string{"releaseID", "releaseDate", "releaseTag"} {
			release.fields[name] = plain()
		}
	}
	return release
}

var (
	publishedRelease = releaseShape(false)
	draftRelease     = releaseShape(true)
	record_          = recordShape()
	envelope         = envelopeShape()
)

// recordShape is an OCDS record, or a release: which of the two is known when it has been read.
func recordShape() *shape {
	f := fields{}
	for name, s := range publishedRelease.fields {
		f[name] = s
	}
	embedded := fields{"url": plain(), "uri": plain()}
	for name, s := range publishedRelease.fields {
		embedded[name] = s
	}
	f["releases"] = listOf(object_(embedded))
	f["compiledRelease"] = publishedRelease
	f["versionedRelease"] = &shape{any: true}
	return object_(f)
}

// envelopeShape is whatever may stand alone in a text: a package, a record or a release.
func envelopeShape() *shape {
	f := fields{}
	for name, s := range record_.fields {
		f[name] = s
	}
	f["records"] = listOf(record_)
	return object_(f)
}

// only is an object without what the shape does not name; what the shape names was read by it. It may be the same object.
func only(o *object, s *shape) *object {
	if !slices.ContainsFunc(o.fields.all, func(m member) bool { return s.of(m.word) == nil }) {
		return o
	}
	kept := newObject()
	kept.fields.all = make([]member, 0, len(o.fields.all)+1) // its ocid may stand outside
	for _, m := range o.fields.all {
		if s.of(m.word) != nil {
			kept.fields.set(m.name, m.value)
		}
	}
	return kept
}

// keep is the tree without what the shape does not name.
func keep(v any, s *shape) any {
	switch v := v.(type) {
	case *object:
		if s.leaf() {
			return nil
		}
		o := newObject()
		for _, m := range v.fields.all {
			if sub := s.of(m.word); sub != nil {
				if k := keep(m.value, sub); k != nil || m.value == nil {
					o.fields.set(m.name, k)
				}
			}
		}
		return o
	case []any:
		all := make([]any, len(v))
		for i, e := range v {
			if _, isObject := e.(*object); isObject || s.leaf() {
				all[i] = keep(e, s)
			}
		}
		return all
	}
	return v
}
