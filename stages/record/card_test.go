package record

import "testing"

func TestCardMaker(t *testing.T) {
	for in, want := range map[string]string{
		"44:19:B6:12:34:56":    "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		"44-19-b6-12-34-56":    "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		"4419.b612.3456":       "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		" 4419B6123456 ":       "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		"46:19:B6:12:34:56":    "", // made up by a machine
		"44:19:B6":             "", // a block is no address
		"44:19:B6:12:34:56:78": "",
		"44:19:B6:12:34:5G":    "",
		"00:00:00:00:00:00":    "",
		"ACCC8E123456":         "", // of a maker that nobody flags
		"":                     "",
	} {
		if got := CardMaker(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for prefix, organisation := range blocks {
		if len(prefix) != 6 || CardMaker(prefix+"000001") != organisation {
			t.Errorf("%s %s: a block is six digits in capitals, and none that machines make up", prefix, organisation)
		}
	}
}

func TestCardOrganisation(t *testing.T) {
	for in, want := range map[string]string{
		"Hangzhou Hikvision Digital Technology":          "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		"HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO.,LTD.": "Hangzhou Hikvision Digital Technology Co.,Ltd.",
		"Zhejiang Dahua Technology":                      "Zhejiang Dahua Technology Co., Ltd.",
		"Shanghai Dahua Scale Factory":                   "", // makes scales
		"Hangzhou":                                       "",
		"Raspberry Pi Foundation":                        "",
		"":                                               "",
	} {
		if got := CardOrganisation(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
