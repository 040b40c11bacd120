package record

import "slices"

// InEU says whether a country, by its ISO 3166-1 alpha-2 code, is a member of the European Union.
func InEU(country string) bool { return slices.Contains(members, country) }

var members = []string{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
	"NL", "PL", "PT", "RO", "SE", "SI", "SK"}
