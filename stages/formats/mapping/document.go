package mapping

import "regexp"

// document is a mapping as it is written. Each field is a key; the README explains them.
type document struct {
	At       at
	Name     string   `yaml:"name"`
	Doc      string   `yaml:"doc"`
	Reads    string   `yaml:"reads"`    // table or json
	Records  []string `yaml:"records"`  // json: pointers to the records, * for every element of an array
	Requires []string `yaml:"requires"` // columns or pointers by which a document is known
	Carry    []string `yaml:"carry"`    // columns whose values hold for the rows below that leave them empty, up to the next row that has a value in the first of them
	Country  string   `yaml:"country"`  // ISO 3166-1 alpha-2
	Numbers  numbers  `yaml:"numbers"`
	Dates    []string `yaml:"dates"`
	Nothing  []string `yaml:"nothing"` // values that say that there is none

	Process  process   `yaml:"process"`
	Award    award     `yaml:"award"`
	Contract *contract `yaml:"contract"`
	Item     *item     `yaml:"item"`

	layouts []layout
}

// numbers is how amounts are written.
type numbers struct {
	At        at
	Decimal   string   `yaml:"decimal"`   // "." unless given
	Thousands []string `yaml:"thousands"` // what may stand between groups of three digits; nothing unless given
}

// value says where a value stands and what is done with it, in this order: the first of From that has one; the first group of
// Match; nothing where Nothing has it; what Words makes of it.
type value struct {
	At      at
	From    []string          `yaml:"from"`
	Value   string            `yaml:"value"` // a constant, in place of From
	Match   string            `yaml:"match"`
	Nothing []string          `yaml:"nothing"`
	Words   map[string]string `yaml:"words"`

	match *regexp.Regexp
}

// process is what a record says of the contracting process as a whole.
type process struct {
	At       at
	Register value `yaml:"register"` // a constant: mappings whose processes are the same name the same one; the mapping's name unless given
	ID       value `yaml:"id"`
	OCID     value `yaml:"ocid"`
	Buyer    party `yaml:"buyer"`
	Title    value `yaml:"title"`
	Text     value `yaml:"text"`
	Method   value `yaml:"method"`
	Status   value `yaml:"status"`
	Date     value `yaml:"date"`
}

// award is what is bought: the record itself or, with Each, elements of it.
type award struct {
	At       at
	Each     string      `yaml:"each"`
	When     []condition `yaml:"when"` // what is an award; all must hold
	ID       value       `yaml:"id"`
	Part     value       `yaml:"part"` // names the record among the parts of one award, whose amounts add up
	Lot      value       `yaml:"lot"`
	Supplier party       `yaml:"supplier"`
	Title    value       `yaml:"title"`
	Text     value       `yaml:"text"`
	Status   value       `yaml:"status"`
	Method   value       `yaml:"method"`
	Date     value       `yaml:"date"`
	Starts   value       `yaml:"starts"`
	Ends     value       `yaml:"ends"`
	Amount   value       `yaml:"amount"`
	Paid     value       `yaml:"paid"`
	Currency value       `yaml:"currency"`
	VAT      value       `yaml:"vat"`
}

// contract is what was signed.
type contract struct {
	At       at
	Each     string      `yaml:"each"`
	When     []condition `yaml:"when"`
	ID       value       `yaml:"id"`
	Award    value       `yaml:"award"`
	Title    value       `yaml:"title"`
	Text     value       `yaml:"text"`
	Status   value       `yaml:"status"`
	Signed   value       `yaml:"signed"`
	Starts   value       `yaml:"starts"`
	Ends     value       `yaml:"ends"`
	Amount   value       `yaml:"amount"`
	Currency value       `yaml:"currency"`
}

// item is a line of what is bought.
type item struct {
	At         at
	Each       string `yaml:"each"`
	ID         value  `yaml:"id"`
	Award      value  `yaml:"award"`
	Text       value  `yaml:"text"`
	Quantity   value  `yaml:"quantity"`
	Unit       value  `yaml:"unit"`
	UnitAmount value  `yaml:"unit_amount"`
	Currency   value  `yaml:"currency"`
	Scheme     value  `yaml:"scheme"`
	Code       value  `yaml:"code"`
}

// party is an organisation, or, with Each or Split, several.
type party struct {
	At       at
	Each     string   `yaml:"each"`
	Split    string   `yaml:"split"` // what separates names; where a space follows it, it is part of a name
	Name     value    `yaml:"name"`
	ID       value    `yaml:"id"`
	Scheme   value    `yaml:"scheme"`
	Country  value    `yaml:"country"`
	Unmarked string   `yaml:"unmarked"` // person: a name of the form of a person's, without any mark of an organisation, is a person's
	Forms    []string `yaml:"forms"`    // legal forms of organisations in this register, beside those known everywhere: with one, a name that has a person's in it is an organisation's
	Marks    []string `yaml:"marks"`    // words and, after *, ends of words that no name of a person has
}

// condition holds where the value is one of Is, is none of Not, and is there where Given says yes, or not there where no.
type condition struct {
	At    at
	Field value    `yaml:"field"`
	Is    []string `yaml:"is"`
	Not   []string `yaml:"not"`
	Given string   `yaml:"given"`
}
