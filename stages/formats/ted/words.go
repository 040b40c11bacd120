package ted

import (
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/source"
	"github.com/perimeter-data/perimeter/stages/notice"
)

// TED_EXPORT and eForms have words of their own for the same things, and one notice was published in both. What the form and
// the procedure are is said in the words of eForms, which are the European Union's code lists; what has no word there keeps
// its own.

// methods by the element of the procedure, in codes of the list procurement-procedure-type.
var methods = map[string]string{
	"PT_OPEN":                               "open",
	"PT_RESTRICTED":                         "restricted",
	"PT_COMPETITIVE_NEGOTIATION":            "neg-w-call",
	"PT_NEGOTIATED_WITH_PRIOR_CALL":         "neg-w-call",
	"PT_NEGOTIATED_WITHOUT_PUBLICATION":     "neg-wo-call",
	"PT_AWARD_CONTRACT_WITHOUT_CALL":        "neg-wo-call",
	"PT_AWARD_CONTRACT_WITHOUT_PUBLICATION": "neg-wo-call",
	"PT_COMPETITIVE_DIALOGUE":               "comp-dial",
	"PT_INNOVATION_PARTNERSHIP":             "innovation",
	"PT_COMPETITIVE_TENDERING":              "comp-tend",
}

// method is the kind of procedure below n, at any depth: a notice about an award without a call has it under its directive.
func method(n *source.Node) string {
	pt := first(n, "PT_")
	if pt == nil {
		return ""
	}
	if code := methods[pt.Name]; code != "" {
		return code
	}
	return pt.Name
}

// forms by their number and, where that is not enough, the type of the notice, in codes of the list notice-type.
var forms = map[string]string{
	"F02": "cn-standard", "F05": "cn-standard", "F17": "cn-standard", "F24": "cn-standard",
	"F03": "can-standard", "F06": "can-standard", "F18": "can-standard", "F25": "can-standard",
	"F07": "qu-sy", "F08": "pin-buyer", "F12": "cn-desg", "F13": "can-desg", "F15": "veat", "F16": "pin-only", "F19": "subco",
	"F20": "can-modif", "F14": "corr", "T01": "pin-tran", "T02": "can-tran",
	"F01 ONLY": "pin-only", "F01 REDUCING_TIME_LIMITS": "pin-rtl", "F01 CALL_COMPETITION": "pin-cfc-standard",
	"F04 ONLY": "pin-only", "F04 REDUCING_TIME_LIMITS": "pin-rtl", "F04 CALL_COMPETITION": "pin-cfc-standard",
}

// inWords puts the code of the form in the place of its number.
func inWords(n *notice.Notice, form *source.Node) {
	code := forms[n.Form]
	if code == "" {
		_, kind, _ := strings.Cut(form.Child("NOTICE").Attr("TYPE"), "_")
		code = forms[n.Form+" "+kind]
	}
	if kind := form.Child("NOTICE").Attr("TYPE"); n.Form == "F21" || n.Form == "F22" || n.Form == "F23" { // social services
		switch {
		case strings.HasSuffix(kind, "AWARD_CONTRACT"), len(n.Awards) > 0:
			code = "can-social"
		case strings.HasSuffix(kind, "CONTRACT"):
			code = "cn-social"
		}
	}
	if code == "" {
		return
	}
	for i := range n.Awards {
		if n.Awards[i].Status == n.Form {
			n.Awards[i].Status = code
		}
	}
	n.Form = code
}
