package orgname

import "testing"

// TestSlipped holds how near names are that are one but for a letter, a short form or where the state, the governor or the article
// stands, and that what makes another body is never taken for that.
func TestSlipped(t *testing.T) {
	const near, far = 0.9, 0.85
	for _, c := range []struct {
		a, b  string
		least float64
		most  float64
	}{
		{"Institute of Parabolix Trading", "Institute fo Parabolix Trading", near, 1},
		{"Parabolix Engineering Ltd", "Parabolix Enginereing Ltd", near, 1},
		{"Univ. of Utah", "University of Utah", near, 1},
		{"University of Utah Systems", "Board of Regents, The University of Utah System", near, 1},
		{"University of Missouri Board of Curators", "The Curators of the University of Missouri", near, 1},
		{"President of the University of Modena", "University of Modena", near, 1},
		{"Board of Regents - The University of Utah", "The Regentx of theUniversity of Utah", near, 1},
		{"Parabolix Widget Coompany, Limited", "Parabolix Widget Co., Ltd.", near, 1},
		{"Parabolix Widget Company, The", "Parabolix WidgetCompany", near, 1},
		{"Parabolix Kabushikx Kaisha", "Parabolix Kabushiki Kaisha", near, 1},
		{"Parabolix Cameras, a California corporation", "Parabolix Cameras", 0.75, 1},
		{"The United States of America as represented by the United Sates Department of Energy", "The Unitde States as represented by teh Secretary of Energy", near, 1},
		{"Institute of Parabolix Studies of Jerusalem, Israel", "Institute of Parabolix Studies of Jerusalem", near, 1},

		{"University of Washington", "Washington University", 0, far},
		{"University of York", "York University", 0, far},
		{"The Regents of the University of", "University of Utah", 0, far},
		{"Parabolix GmbH", "Parabolix Inc.", 0, far},
		{"Parabolix Widget SpA", "Parabolix Widget Srl", 0, far + 0.04},
		{"Department of Corporations", "Department of Agriculture", 0, far},
		{"The United States of America as represented by the Secretary of State", "The United States of America as represented by the Secretary of Energy", 0, far},
		{"The United States of America as represented by the Secretary of the Army", "The United States of America as represented by the Secretary of the Navy", 0, far},
		{"Prova Bank of Modena Srl", "Prova Bank of Trento Srl", 0, far},
	} {
		a, b := Parse(c.a), Parse(c.b)
		if s := Score(&a, &b); s < c.least || s > c.most {
			t.Errorf("%q, %q: %.3f, want from %.2f to %.2f", c.a, c.b, s, c.least, c.most)
		}
	}
}
