package source

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"slices"
)

// Part is a document, or an archive, that Look found in a file.
type Part struct {
	Member   string  // as Document has it
	Name     string  // what a format may know it by: the last element of the path in the archive, or the name of the sheet, as it is and not to be shown; "" where the file is the document
	Head     *Head   // of a document, valid until see returns; nil of an archive
	Bytes    int64   // size as the archive gives it, -1 where it gives none
	Encoding string  // what the text was decoded from
	Archive  bool    // it is an archive, or a workbook: what is in it comes as parts of their own, before it
	Members  int     // of an archive, how many documents were found in it
	Defect   *Defect // why it cannot be read, or not to its end; the Origin has no digest

	plain      bool // it is the file, as it stands
	compressed bool // and not only by the archive that it lies in, whose directory says how large it is
	overdraws  func() *Defect
	lost       func() []loss // see Document
}

// Overdraws is for a document that nobody will read: it decompresses more of it, and says whether that overdraws the budget,
// for then it is refused rather than left. It may be called until see returns.
func (p Part) Overdraws() *Defect {
	if p.overdraws == nil {
		return nil
	}
	d := p.overdraws()
	if d != nil {
		own := *d
		own.Origin, own.Kept = Origin{Member: p.Member}, ""
		d = &own
	}
	return d
}

// Look reads the whole file once, tells see of every document and archive in it, and returns its SHA-256. Of a document it
// decodes what comes before the head's end; damage further on is for Read to report. The error, a *Defect, says that the
// file could not be read, and then what see was told does not count.
func (f File) Look(see func(Part)) (digest string, err error) {
	s, err := f.Seal(0, nil, see)
	return s.Digest, err
}

// Ahead gives a reader that reads on while what it gave is looked at, if there is somebody to do that, and what is called when no more
// is read from it.
type Ahead func(io.Reader) (_ io.Reader, stop func())

// Seal looks at the file, as Look does. A text of JSON Lines is cut behind the first line end from each stretch of so many bytes
// on; 0 cuts nothing. Of a file that is longer than that the rest is read ahead, where that is not nil.
func (f File) Seal(stretch int64, ahead Ahead, see func(Part)) (Seal, error) {
	file, err := f.open()
	if err != nil {
		return Seal{}, err
	}
	defer file.Close()
	r := raw{file: file, r: file, sum: sha256.New(), seams: newSeams(stretch)}
	_, anywhere := file.(io.ReaderAt)
	cut := stretch > 0 && f.Size > stretch && anywhere
	lines := false
	buf := make([]byte, HeadSize)
	w := &walk{found: see, shown: f.shown}
	w.document = func(p Part, d *Document) error {
		if d.sheet != nil {
			var head []byte
			head, p.Defect = d.sheetHead(buf[:0])
			p.Head = NewHead(head)
		} else {
			n, err := io.ReadFull(d.Body, buf)
			p.Head = NewHead(buf[:n])
			if n == 0 && err != io.EOF {
				p.Defect = AsDefect(err, Origin{})
			}
			if cut && d.plain {
				lines = isLines(&Document{Body: io.MultiReader(bytes.NewReader(buf[:n]), d.Body), start: d.start})
			}
			if p.compressed {
				p.overdraws = func() *Defect { return w.overdraws(d.Body) }
			}
		}
		see(p)
		return nil
	}
	w.file(r)
	if cut && ahead != nil {
		var stop func()
		r.r, stop = ahead(r.r)
		defer stop()
	}
	digest, err := r.digest()
	if err != nil {
		return Seal{}, err
	}
	s := Seal{Digest: digest, proof: r.seams.done()}
	if lines {
		s.Stretches = s.proof.stretches()
	}
	return s, nil
}

// Read gives read the documents of the file with these members, "" being the file itself: each once, in the order in which
// they lie in it, those last whose place was not reached; their Body says why. A document is valid until read returns.
//
// The file is decompressed and decoded under one budget, and must still have this digest at its end. If not, or if it cannot
// be read, the error is a *Defect of the reason "changed" or "unreadable", and what was read does not count. An error of
// read ends it all and is returned as it is.
func (f File) Read(digest string, members []string, read func(*Document) error) error {
	return f.ReadSealed(Seal{Digest: digest}, members, read)
}

// ReadSealed is Read of a file that was looked at: the same process tells without another SHA-256 that the bytes are the same.
func (f File) ReadSealed(s Seal, members []string, read func(*Document) error) error {
	digest := s.Digest
	file, err := f.open()
	if err != nil {
		return at(err, digest)
	}
	defer file.Close()
	r := raw{file: file, r: file}
	if s.proof != nil {
		r.seams = newSeams(s.proof.stretch)
	} else {
		r.sum = sha256.New()
	}
	missing := slices.Sorted(slices.Values(members))
	why := *errChanged
	w := &walk{digest: digest, shown: f.shown}
	w.wants = func(member string) bool {
		i, _ := slices.BinarySearch(missing, member)
		return i < len(missing) && (missing[i] == member || within(missing[i], member))
	}
	w.found = func(p Part) {
		if p.Defect != nil {
			why = *p.Defect
		}
	}
	w.document = func(p Part, d *Document) error {
		i, found := slices.BinarySearch(missing, p.Member)
		if !found {
			return nil
		}
		missing = slices.Delete(missing, i, i+1)
		d.Digest = digest
		return read(d)
	}
	err = w.file(r)
	for len(missing) > 0 && err == nil {
		d := why
		d.Kept = ""
		err = read(&Document{Digest: digest, Member: missing[0], Body: failing{&d}})
		missing = missing[1:]
	}
	if err != nil {
		return err
	}
	if err = r.drain(); err == nil && !r.same(s) {
		err = errChanged
	}
	if err != nil {
		return at(err, digest)
	}
	return nil
}

var errChanged = &Defect{Scope: WholeDocument, Reason: "changed", Message: "the file changed while it was read", Next: "run again when nothing writes to it"}

func at(err error, digest string) error {
	d := *AsDefect(err, Origin{})
	d.Origin = Origin{Digest: digest}
	return &d
}

// within says that a member lies in an archive that is one itself; everything lies in the file.
func within(member, archive string) bool {
	return archive == "" || len(member) > len(archive) && member[len(archive)] == '/' && member[:len(archive)] == archive
}

// inside is the name of a member in an archive.
func inside(archive, name string) string { return path.Join(archive, name) }

// Reread returns the bytes of the record at o, once the whole file has shown that it still has o's digest.
func (f File) Reread(o Origin) ([]byte, error) {
	records, broken, err := f.RereadAll(o.Digest, []Origin{o})
	if err == nil {
		err = broken[0]
	}
	if err != nil {
		return nil, err
	}
	return records[0], nil
}

// RereadAll is Reread for many places, in any order, of the file with this digest, which is read once: for each place its bytes, or
// why there are none.
func (f File) RereadAll(digest string, places []Origin) (records [][]byte, broken []error, err error) {
	records, broken = make([][]byte, len(places)), make([]error, len(places))
	byMember := map[string][]int{}
	var members []string
	for i, o := range places {
		if o.Offset < 0 || o.Length < 0 || o.Length > MaxRecord || o.Digest != digest {
			broken[i] = fmt.Errorf("%s: this is no place in a file", o)
			continue
		}
		if byMember[o.Member] == nil {
			members = append(members, o.Member)
		}
		byMember[o.Member] = append(byMember[o.Member], i)
	}
	err = f.Read(digest, members, func(d *Document) error {
		excerpt(d, places, byMember[d.Member], records, broken)
		return nil
	})
	return records, broken, err
}

// excerpt takes the bytes of the places with these indices out of a document.
func excerpt(d *Document, places []Origin, indices []int, records [][]byte, broken []error) {
	end := int64(0)
	for _, i := range indices {
		end = max(end, places[i].Offset+places[i].Length)
	}
	pos, buf := d.start, make([]byte, 64<<10)
	var err error
	for pos < end && err == nil {
		var n int
		n, err = d.Body.Read(buf)
		for _, i := range indices {
			from := max(places[i].Offset, d.start) // what comes before the text, such as a mark, is none of it
			to := places[i].Offset + places[i].Length
			if lo, hi := max(from, pos), min(to, pos+int64(n)); lo < hi {
				records[i] = append(records[i], buf[lo-pos:hi-pos]...)
			}
		}
		pos += int64(n)
	}
	for _, i := range indices {
		o := places[i]
		switch {
		case pos >= o.Offset+o.Length:
			if records[i] == nil {
				records[i] = []byte{}
			}
		case err != io.EOF:
			broken[i] = at(err, o.Digest)
		default:
			broken[i] = fmt.Errorf("%s: the text ends before this place", o)
		}
	}
}
