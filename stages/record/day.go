package record

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/perimeter-data/perimeter/pipeline/table"
	"github.com/perimeter-data/perimeter/stages/regexp"
)

var (
	isoDay    = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[t ][0-9:.]+(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?$`)
	slashDay  = regexp.MustCompile(`^([0-9]{4})/([0-9]{2})/([0-9]{2})$`)
	figures   = regexp.MustCompile(`^([0-9]{1,2})([./-])([0-9]{1,2})([./-])([0-9]{4})$`)
	monthYear = regexp.MustCompile(`^([0-9]{1,2})[/.]([0-9]{4})$`)
	dayWords  = regexp.MustCompile(`^(?:([0-9]{1,2})(?:st|nd|rd|th|°|º|\.)? (?:of )?)?(\pL+)\.?,? ([0-9]{4})$`)
	wordsDay  = regexp.MustCompile(`^(\pL+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})$`)
)

// months are the months in English and Italian, in full and as abbreviated.
var months = func() map[string]int {
	m := map[string]int{}
	for i, names := range []string{"january gennaio", "february febbraio", "march marzo", "april aprile", "may maggio", "june giugno", "july luglio",
		"august agosto", "september settembre sept", "october ottobre", "november novembre", "december dicembre"} {
		for _, n := range strings.Fields(names) {
			m[n], m[n[:3]] = i+1, i+1
		}
	}
	return m
}()

// When is the day, month or year that s gives, as ISO 8601 writes it (2021-06-01, 2021-06, 2021); "" where s gives none, or
// can be read in two ways: 01/06/2021 is the first of June where dayFirst says that days come first, and nothing elsewhere,
// since in the United States it is the sixth of January. Years have four digits and are AnyYears.
func When(s string, dayFirst bool) string {
	s = strings.ToLower(Clean(s))
	for _, re := range []*regexp.Regexp{isoDay, slashDay} {
		if m := re.FindStringSubmatch(s); m != nil {
			return when(m[1], m[2], m[3])
		}
	}
	if m := figures.FindStringSubmatch(s); m != nil && m[2] == m[4] {
		first, second := number(m[1]), number(m[3])
		switch {
		case dayFirst, m[2] == ".", first > 12, first == second:
			return when(m[5], m[3], m[1])
		case second > 12:
			return when(m[5], m[1], m[3])
		}
		return ""
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		return when(m[2], m[1], "")
	}
	if m := dayWords.FindStringSubmatch(s); m != nil && months[m[2]] > 0 {
		return when(m[3], strconv.Itoa(months[m[2]]), m[1])
	}
	if m := wordsDay.FindStringSubmatch(s); m != nil && months[m[1]] > 0 {
		return when(m[3], strconv.Itoa(months[m[1]]), m[2])
	}
	return ""
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// when is the date if it is one of the calendar; month and day may be "".
func when(year, month, day string) string {
	switch {
	case !AnyYears.Of(number(year)):
		return ""
	case month == "":
		return year
	case number(month) < 1 || number(month) > 12:
		return ""
	}
	s := fmt.Sprintf("%s-%02d", year, number(month))
	if day == "" {
		return s
	}
	s = fmt.Sprintf("%s-%02d", s, number(day))
	if d, err := table.ParseDate(s); err != nil || !AnyYears.Has(d) {
		return ""
	}
	return s
}

// DayOf is the day of a date as When gives it; nil where it gives no more than a month or a year.
func DayOf(when string) *table.Date {
	d, err := table.ParseDate(when)
	if err != nil {
		return nil
	}
	return &d
}

// DayText is a day as YYYY-MM-DD; "" where there is none.
func DayText(d *table.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}
