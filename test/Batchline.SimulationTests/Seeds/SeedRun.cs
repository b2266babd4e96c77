using System.Collections.Concurrent;
using System.Diagnostics;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Seeds;

/// <summary>Runs seeds, each on one thread from its beginning to its end.</summary>
internal static class SeedRun
{
    /// <summary>The seeds that break something, and the sums over all.</summary>
    public static SeedReport Over(StoreKind store, IEnumerable<int> seeds, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var failures = new ConcurrentBag<(int Seed, SimVerdict Verdict)>();
        var happened = new ConcurrentDictionary<Happening, int>();
        var (count, requests, kills, ticks) = (0, 0L, 0L, 0L);
        Parallel.ForEach(
            seeds.TakeWhile(_ => clock.Elapsed < limit),
            new ParallelOptions { MaxDegreeOfParallelism = ThreadsOf(store) },
            seed =>
            {
                var verdict = new Simulation(seed, Variant.None, store).Run();
                if (verdict.Violations.Count > 0)
                    failures.Add((seed, verdict));
                foreach (var happening in verdict.Happened)
                    happened.AddOrUpdate(happening, 1, (_, seen) => seen + 1);
                Interlocked.Increment(ref count);
                Interlocked.Add(ref requests, verdict.Requests);
                Interlocked.Add(ref kills, verdict.Kills);
                Interlocked.Add(ref ticks, verdict.AccountTime.Ticks);
            });
        return new SeedReport(store, [.. failures.OrderBy(failure => failure.Seed)], happened, count, requests, kills, new TimeSpan(ticks), clock.Elapsed);
    }

    /// <summary>The first seed, up to <paramref name="most"/>, in which the variant breaks the invariant; null: none.</summary>
    public static int? FirstThatBreaks(StoreKind store, string invariant, Variant variant, int most)
    {
        var found = int.MaxValue;
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(1, most), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = ThreadsOf(store) },
            (seed, loop) =>
            {
                if (seed > Volatile.Read(ref found) || !new Simulation(seed, variant, store).Run().Breaks(invariant))
                    return;
                InterlockedMin(ref found, seed);
                loop.Break();
            });
        return found == int.MaxValue ? null : found;
    }

    /// <summary>All cores; MongoDB's seeds wait for their server half of the time. Those over SQLite have one core beside them.</summary>
    private static int ThreadsOf(StoreKind store) => store == StoreKind.Sqlite ? 1 : Environment.ProcessorCount;

    private static void InterlockedMin(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); value < seen; seen = Volatile.Read(ref place))
        {
            if (Interlocked.CompareExchange(ref place, value, seen) == seen)
                return;
        }
    }
}
