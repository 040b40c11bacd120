package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/perimeter-data/perimeter/stages/orgname"
	"github.com/perimeter-data/perimeter/stages/shortlist"
)

// search looks each name up among the listings of a file, and says on errs how long both took, by the clock and of the
// processors. A limit of 0 takes the names apart and looks nothing up.
func search(file string, in io.Reader, out, errs io.Writer, limit int, floor float64, exhaustive bool, workers int) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	ids, texts, err := table(f)
	if err != nil {
		return err
	}
	queries, asked, err := table(in)
	if err != nil {
		return err
	}
	began, spent := time.Now(), processor()
	names := make([]orgname.Name, len(texts))
	for i, t := range texts {
		names[i] = orgname.Parse(t)
	}
	ix := shortlist.New(names)
	indexed, indexing := time.Since(began), processor()-spent
	debug.SetGCPercent(800) // the index stays; what a query needs is little
	began, spent = time.Now(), processor()
	const chunk = 512
	answers := make([]bytes.Buffer, (len(queries)+chunk-1)/chunk)
	var all sync.WaitGroup
	var next atomic.Int64
	for range max(1, workers) {
		all.Go(func() {
			s := ix.Search()
			find := s.Best
			if exhaustive {
				find = s.All
			}
			for k := int(next.Add(1)) - 1; k < len(answers); k = int(next.Add(1)) - 1 {
				for i := k * chunk; i < min((k+1)*chunk, len(queries)); i++ {
					n := orgname.Parse(asked[i])
					for _, found := range find(&n, limit, floor) {
						_, relation := orgname.Judge(&n, &names[found.Name])
						fmt.Fprintf(&answers[k], "%s\t%s\t%.6f\t%s\n", queries[i], ids[found.Name], found.Score, relation)
					}
				}
			}
		})
	}
	all.Wait()
	took, taking := time.Since(began), processor()-spent
	for i := range answers {
		if _, err := out.Write(answers[i].Bytes()); err != nil {
			return err
		}
	}
	fmt.Fprintf(errs, "index %.3f cpu %.3f listings %d ; queries %.3f cpu %.3f names %d ; capped blocks %d\n",
		indexed.Seconds(), indexing.Seconds(), len(ids), took.Seconds(), taking.Seconds(), len(queries), len(ix.Capped()))
	return nil
}

// processor is the time that processors spent on this program so far.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

const (
	slack   = 0.15 // how far under the threshold the names of two clusters may be on average
	checked = 16   // names of a cluster that are compared with those of another before the two become one
)

// clusters puts names together whose scores reach the threshold, the nearest first, unless the names of the two clusters are
// far from each other on average: A and B that are not one stay apart though C is close to both. A cluster is called by its
// least id.
func clusters(in io.Reader, out io.Writer, threshold float64) error {
	ids, texts, err := table(in)
	if err != nil {
		return err
	}
	names := make([]orgname.Name, len(texts))
	for i, t := range texts {
		names[i] = orgname.Parse(t)
	}
	type edge struct {
		a, b  int
		score float64
	}
	var edges []edge
	s := shortlist.New(names).Search()
	for i := range names {
		for _, f := range s.Best(&names[i], 50, threshold) {
			if i != f.Name { // one may be among the nearest of the other alone
				edges = append(edges, edge{min(i, f.Name), max(i, f.Name), f.Score})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(ids[a.a], ids[b.a]), cmp.Compare(ids[a.b], ids[b.b]))
	})
	cluster, members := make([]int, len(ids)), make([][]int, len(ids))
	for i := range ids {
		cluster[i], members[i] = i, []int{i}
	}
	for _, e := range edges {
		a, b := cluster[e.a], cluster[e.b]
		if a == b || apart(names, members[a], members[b], threshold-slack) {
			continue
		}
		for _, m := range members[b] {
			cluster[m] = a
		}
		members[a], members[b] = append(members[a], members[b]...), nil
	}
	for i, id := range ids {
		least := id
		for _, m := range members[cluster[i]] {
			least = min(least, ids[m])
		}
		fmt.Fprintf(out, "%s\t%s\n", id, least)
	}
	return nil
}

// apart says that the scores of the names of two clusters are under the floor on average.
func apart(names []orgname.Name, a, b []int, floor float64) bool {
	a, b = a[:min(len(a), checked)], b[:min(len(b), checked)]
	sum := 0.0
	for _, i := range a {
		for _, j := range b {
			sum += orgname.Score(&names[i], &names[j])
		}
	}
	return sum < floor*float64(len(a)*len(b))
}

// table reads lines of an id and a name.
func table(in io.Reader) (ids, names []string, err error) {
	for f, err := range lines(in, 2) {
		if err != nil {
			return nil, nil, err
		}
		ids, names = append(ids, f[0]), append(names, f[1])
	}
	return ids, names, nil
}
