package source

import (
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

// hush shows every name with the letter x as one word, and the rest as it is.
func hush(name string) string {
	if strings.Contains(name, "x") {
		return "[…]"
	}
	return name
}

// TestShown holds that paths are shown as the root says, on disk and in archives, that one label in an archive means one member,
// and that what is shown is enough to read it again.
func TestShown(t *testing.T) {
	inner := zipped(entry{"x1", "[3]"}, entry{"x2", "[4]"})
	archive := zipped(entry{"ax/f", "[1]"}, entry{"bx/f", "[2]"}, entry{"ax/g", "[5]"}, entry{"x", inner}, entry{"[…]~2~2", "[6]"}, entry{"../x", "no"}, entry{"ax/f", "no"})
	want := map[string]string{"[…]/f": "[1]", "[…]~2/f": "[2]", "[…]/g": "[5]", "[…]~3/[…]": "[3]", "[…]~3/[…]~2": "[4]", "[…]~2~2": "[6]"}
	for kind, data := range map[string]string{"zip": archive, "tar": tarred(entry{"ax/f", "[1]"}, entry{"bx/f", "[2]"}, entry{"ax/g", "[5]"}, entry{"x", inner},
		entry{"[…]~2~2", "[6]"}, entry{"../x", "no"}, entry{"ax/f", "no"}), "cut zip": archive[:strings.Index(archive, "PK\x01\x02")]} {
		fsys := fstest.MapFS{"in/max/data": {Data: []byte(data)}, "in/mix/data": {Data: []byte("other")}}
		files, err := Find([]Root{{Prefix: "pax/in", FS: fsys, Path: "in", Shown: hush}})
		if err != nil || len(files) != 2 {
			t.Fatal(files, err)
		}
		f := files[0]
		if f.Path != "[…]/in/[…]/data" || files[1].Path != f.Path || f.Key() == files[1].Key() || f.Folder() == files[1].Folder() || f.Name() != "data" {
			t.Errorf("%s: the files are %q and %q", kind, f.Path, files[1].Path)
		}
		digest, parts, err := look(f)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, p := range parts {
			if strings.Contains(p.Member, "x") {
				t.Errorf("%s: the member %s is shown", kind, p.Member)
			}
			if p.Archive || p.Defect != nil {
				continue
			}
			text, err := f.Reread(Origin{Digest: digest, Member: p.Member, Length: 3})
			if err != nil {
				t.Errorf("%s: %s: %v", kind, p.Member, err)
			}
			got[p.Member] = string(text)
		}
		for member, text := range want {
			if got[member] != text {
				t.Errorf("%s: %s is %q, want %q", kind, member, got[member], text)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: the documents are %v", kind, got)
		}
		var order []string
		err = f.Read(digest, []string{"[…]~2/f", "[…]~3/[…]~2"}, func(d *Document) error {
			text, err := io.ReadAll(d.Body)
			order = append(order, string(text))
			return err
		})
		if err != nil || strings.Join(order, "") != "[2][4]" {
			t.Errorf("%s: read again: %v, %v", kind, order, err)
		}
	}
}

// TestLabelsOfRefused: a name that leads out of the archive has a label too, whichever way it leads.
func TestLabelsOfRefused(t *testing.T) {
	for name, want := range map[string]string{"/": "/", "/etc/anna": "/etc/[…]", "/anna": "/[…]", "//x": "/x", "../anna": "../[…]", "..": "..", "/../x/y": "/x/y"} {
		got := newNames().label(name, func(n string) string { return strings.ReplaceAll(n, "anna", "[…]") })
		if got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}
