package record

// NewRef is the organisation that a document names, or the bare fact that it names a natural person: then neither name nor
// identifier is kept. Scheme is a register as in org-id.guide, or what the document calls it; country is ISO 3166-1 alpha-2.
func NewRef(name, scheme, identifier, country string) Ref { panic("helper") }
