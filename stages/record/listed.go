package record

import "github.com/perimeter-data/perimeter/stages/regexp"

// Persons says how many of the entries of a list are natural persons, where the list does not say which.
type Persons int

const (
	FewPersons    Persons = iota // the list keeps persons apart, and a few are among the organisations all the same
	SomePersons                  // organisations and persons, without a word which is which
	MostlyPersons                // organisations are the exception
)

// ListedPerson says whether an entry may be a natural person by its name. The more persons a list has, the more a name must
// show to be an organisation's: rather is an organisation left out than a person kept.
//
//   - always a person: by the house rules for parties, by a patronymic, by initials before one word, by a surname in capitals
//     behind a given name.
//   - among some persons: whatever has the form of a personal name and no word of an organisation or a trade.
//   - among persons mostly: whatever has no legal form and no word of an organisation or a trade.
func ListedPerson(name string, among Persons) bool {
	name = Clean(name)
	switch NewRef(name, "", "", "").Person {
	case "yes", "likely":
		return true
	case "no":
		return false
	}
	words := nameWords(name)
	if hasAny(words, listWords) {
		return false
	}
	switch form := PersonalForm(name); among {
	case MostlyPersons:
		return form || !hasAny(words, tradeWords)
	case SomePersons:
		return form
	default:
		return form && (rePatronymic.MatchString(name) || reSurname.MatchString(name) || reInitials.MatchString(name))
	}
}

var (
	rePatronymic = regexp.MustCompile(`(?i)\p{L}(?:ovich|evich|ovych|evych|ovitch|evitch|ovna|evna|ivna|ович|евич|йович|овна|евна|івна)(?:\P{L}|$)`)
	reSurname    = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)? \p{Lu}{4,}$`)
	reInitials   = regexp.MustCompile(`^(?:\p{Lu}\. ?){1,3}\p{Lu}[\p{L}-]+$`)
)

// listWords are words of organisations on trade and sanctions lists, beside those that are words of any organisation.
var listWords = set(`AEROSPACE AIRCRAFT AIRLINE AIRLINES AIRPORT AIRWAYS AIR ARMY ARSENAL AVIA AVIATION BASE BATTALION BRIGADE BUREAU CARGO CENTER CENTRE
	CHEMICAL CHEMICALS CLOUD CO COMMAND CONTRACTING COMMUNICATION COMMUNICATIONS COMPLEX CONCERN CORPS DEFENCE DEFENSE DIRECTORATE ELECTRIC ELECTRICAL ELECTRONIC
	ELECTRONICS ENTERPRISE ENTERPRISES EQUIPMENT FACTORY FLEET FZC FZCO FZE FORCE FORCES FORWARDING FREIGHT HARDWARE HOLDINGS INDUSTRIAL INDUSTRIES INDUSTRY
	INSTRUMENTS INTELLIGENCE LAB LABORATORIES LABORATORY LABS LIMITADA MACHINE MACHINERY MARINE MARITIME METAL METALS MICROELECTRONICS MILITARY MINING
	MISSILE NAVAL NUCLEAR OIL OPTICS ORGANISATION ORGANIZATION PETROCHEMICAL PETROLEUM PLANT PORT PRISON PRODUCTION REFINERY REGIMENT RESEARCH ROCKET
	SATELLITE SCIENCE SCIENTIFIC SEMICONDUCTOR SEMICONDUCTORS SHIPBUILDING SHIPPING SHIPYARD SPACE STEEL SUPPLY TACTICAL TANKER TECHNIK TELECOMMUNICATION
	TELECOMMUNICATIONS TRADE TRADING TRANSPORT VESSEL WEAPONS WORKS OAO OOO ZAO PAO AO NPO NPP OKB FGUP FSUE JSC OJSC PJSC`)
