package record

import (
	"slices"
	"testing"
)

// TestOwners holds what texts beside an entry say of who owns it: of the entry itself, in the present, of an organisation, and no
// more than that.
func TestOwners(t *testing.T) {
	names := []string{"Lynxeye Technology Co., Ltd.", "Lynxeye"}
	for text, want := range map[string][]string{
		"Lynxeye is indirectly owned by SASAC and is directly affiliated with the PLA (Section 1).": {"owns|SASAC|Lynxeye is indirectly owned by SASAC"},
		"Lynxeye Technology Co., Ltd. is directly owned and controlled by the Hill Electronics Group Co., Ltd., which makes lamps.": {
			"owns|Hill Electronics Group Co., Ltd.|Lynxeye Technology Co., Ltd. is directly owned and controlled by the Hill Electronics Group Co., Ltd."},
		"It sells lamps. The Lynxeye is a wholly-owned subsidiary of Fir Trading Corporation.": {"owns|Fir Trading Corporation|Lynxeye is a wholly-owned subsidiary of Fir Trading Corporation"},
		"Lynxeye is an institution controlled by the Prison Division of the Judiciary that is often used.": {
			"owns|Prison Division of the Judiciary|Lynxeye is an institution controlled by the Prison Division of the Judiciary"},
		"Lynxeye is indirectly owned by and indirectly affiliated with SASAC.":     {"owns|SASAC|Lynxeye is indirectly owned by and indirectly affiliated with SASAC"},
		"Lynxeye is controlled by the EU-listed Lake Forces (also known as LF).":   {"owns|Lake Forces|Lynxeye is controlled by the EU-listed Lake Forces"},
		"Subordinate to Hill Mining Corporation. Owned or controlled by Fir Bank.": {"owns|Fir Bank|Owned or controlled by Fir Bank", "part of|Hill Mining Corporation|Subordinate to Hill Mining Corporation"},
		"Lynxeye is a unit of lamps. Lynxeye is part of the Ministry of Lanterns.": {"part of|Ministry of Lanterns|Lynxeye is part of the Ministry of Lanterns"},
		"All offices; (Linked To: ROSTEC); (Linked To: CEDAR HOLDING LTD.)":        {"linked to|CEDAR HOLDING LTD|Linked To: CEDAR HOLDING LTD", "linked to|ROSTEC|Linked To: ROSTEC"},
		"1 (Russia); Linked To: LAKE GUARD CORPS (LGC)-HILL FORCE; Linked To: LARCH INVESTMENT COMPANY; Linked To: LARCH INVESTMENT COMPANY.": {
			"linked to|LAKE GUARD CORPS (LGC)-HILL FORCE|Linked To: LAKE GUARD CORPS (LGC)-HILL FORCE", "linked to|LARCH INVESTMENT COMPANY|Linked To: LARCH INVESTMENT COMPANY",
			"linked to|LARCH INVESTMENT COMPANY|Linked To: LARCH INVESTMENT COMPANY"},
		"a.k.a. 'LARCH COMPANY'; Website linked to: larch.example; Secondary sanctions risk: section 1": nil,
		"Lynxeye is owned by Quintilio Zorba.":                                                          nil,
		"Lynxeye is owned by ZORBA, Quintilio. Linked To: ZORBA, Quintilio; Linked To: ABU LARCH":       nil,
		"Lynxeye is owned by Fir Bank and Quintilio Zorba.":                                             nil,
		"Lynxeye is owned by ZORBA.":                                                                    nil,
		"Oak Company, of which Lynxeye is a customer, is owned by Fir Bank.":                            nil,
		"Oak Company is owned by Fir Bank.":                                                             nil,
		"Lynxeye was owned by Fir Bank. Lynxeye is not owned by Fir Bank.":                              nil,
		"No longer owned by Fir Bank":                                                                   nil,
		"Lynxeye may be owned by Fir Bank. Lynxeye is reportedly owned by Fir Bank.":                    nil,
		"Lynxeye is affiliated with SASAC. Lynxeye is associated with Fir Bank.":                        nil,
		"Lynxeye is owned by the State Bureau of Lamps, Technology and Oil for all time.":               nil,
		"Lynxeye is owned by natural or legal persons listed in Annex I.":                               nil,
		"Also known as Fir Bank. Parent of Fir Bank. Lynxeye owns Fir Bank.":                            nil,
		"Lynxeye is owned by Lynxeye Technology Co., Ltd.":                                              nil,
		"": nil,
	} {
		var got []string
		for _, o := range ownersIn(text, names) {
			got = append(got, o.says+"|"+o.name+"|"+o.quote)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n\t%q, want\n\t%q", text, got, want)
		}
	}
}
