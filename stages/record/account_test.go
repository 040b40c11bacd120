package record

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/perimeter-data/perimeter/pipeline/table"
)

// TestAccount holds that appendAward writes every field as encoding/json does: a field that it forgets, or writes in another
// way, would give two accounts one id, or one account another id than before.
func TestAccount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "plain", `"quoted" \ <b> & more`, "Příčná ул. Ελαιών", "line\u2028separator \u2029 …", "broken \xff", "tab\t", "\x00\x7f", "😀"}
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			v.SetString(texts[r.IntN(len(texts))])
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.Slice:
			if n := r.IntN(4); n > 0 {
				v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
				for i := range n - 1 {
					fill(v.Index(i))
				}
			}
		case reflect.Pointer:
			if r.IntN(2) == 0 {
				return
			}
			switch v.Type() {
			case reflect.TypeFor[*table.Date]():
				d := table.Date(r.IntN(40_000) - 10_000)
				v.Set(reflect.ValueOf(&d))
			case reflect.TypeFor[*table.Decimal]():
				d, err := table.ParseDecimal([]string{"0", "-1.5", "123456789.01", "1e20"}[r.IntN(4)])
				if err != nil {
					t.Fatal(err)
				}
				v.Set(reflect.ValueOf(&d))
			default:
				t.Fatalf("a field of the type %s", v.Type())
			}
		case reflect.Int64:
			v.SetInt(r.Int64())
		default:
			t.Fatalf("a field of the kind %s", v.Kind())
		}
	}
	for range 5000 {
		var a Award
		fill(reflect.ValueOf(&a).Elem())
		got := string(appendAward(nil, &a))
		a.ID, a.Origins = "", nil
		want, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Fatalf("an award is written as\n%s, not\n%s", got, want)
		}
	}
}
