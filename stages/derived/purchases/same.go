package purchases

import (
	"slices"

	"github.com/perimeter-data/perimeter/stages/record"
)

// typedTwice says that two rows of one document are one award: they give one national lot code, buyer, text and amount, no other
// suppliers, and days that do not exclude each other, as those of instalments do. A lot of that code is awarded once. Of natural
// persons it is not known whether they are one.
func typedTwice(a, b *record.Award) bool {
	x, y := orgs(a.Suppliers), orgs(b.Suppliers)
	return record.CIG(a.Lot) != "" && ofLot(a, b) && !none(a.Amount) && equal(a.Amount, b.Amount) &&
		record.TextKey(a.Title) != "" && record.TextKey(a.Title) == record.TextKey(b.Title) &&
		covers(x, y) && covers(y, x) && !slices.ContainsFunc(x, func(o Org) bool { return o.Name == record.Person }) && meet(a.Date, b.Date) && !apart(a, b) && !apart(b, a)
}

// apart says that a was over before b began, or may have been: where one day is missing, the other ones tell.
func apart(a, b *record.Award) bool {
	switch {
	case a.To != nil && b.From != nil:
		return *a.To < *b.From
	case a.From != nil && b.From != nil:
		return *a.From < *b.From
	}
	return a.To != nil && b.To != nil && *a.To < *b.To
}

// alikeInAll says that two accounts name one lot, by its code and amount or, where it has no code, by its content, and
// contradict each other neither in the days nor in the suppliers. That a lot costs nothing says nothing.
func alikeInAll(a, b *record.Award) bool {
	x, y := orgs(a.Suppliers), orgs(b.Suppliers)
	if !equal(a.Amount, b.Amount) || !meet(a.From, b.From) || !meet(a.To, b.To) || len(x) > 0 && len(y) > 0 && !(covers(x, y) && covers(y, x)) {
		return false
	}
	return hasNoCode(a) && hasNoCode(b) || ofLot(a, b) && (a.Amount != nil && a.Amount.Sign() != 0 || record.SameText(a.Title, b.Title))
}

func alikeToTheLetter(a, b *record.Award) bool {
	return alikeInAll(a, b) && record.SameText(a.Title, b.Title)
}

func alikeInAmount(a, b *record.Award) bool {
	return alikeInLot(a, b) && a.Amount != nil && equal(a.Amount, b.Amount)
}

// alikeInCode says that two accounts name one lot by its national code, which names a lot that is awarded once; the number of
// a lot in its procedure may be awarded to several.
func alikeInCode(a, b *record.Award) bool { return record.CIG(a.Lot) != "" && alikeInLot(a, b) }

func alikeInLot(a, b *record.Award) bool { return ofLot(a, b) && record.SameText(a.Title, b.Title) }

// ofLot says that two accounts give one lot code, and no different buyers.
func ofLot(a, b *record.Award) bool {
	return a.Lot != "" && a.Lot == b.Lot && sameBuyer(a.Buyer, b.Buyer)
}

// sameBuyer says that two references do not name different bodies: offices of one body have its code and any name.
func sameBuyer(a, b record.Ref) bool {
	if a == b {
		return true
	}
	x, y := byItself(a), byItself(b)
	return x.Identifier == "" || y.Identifier == "" || x.ID == y.ID
}

// hasNoCode says that an award is of a lot without a code, which its process is named by.
func hasNoCode(a *record.Award) bool {
	return a.Lot == "" && a.Process == record.LotID(a.Buyer, a.Title, a.Amount)
}

func equal[V comparable](a, b *V) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// meet says that two accounts do not give different values.
func meet[V comparable](a, b *V) bool { return a == nil || b == nil || *a == *b }
