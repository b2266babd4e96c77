using System.Diagnostics;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Judge;

/// <summary>Every request in order of arrival; the newest <c>LogCapacity</c> are kept.</summary>
public sealed class RequestLog
{
    private const int ChunkSize = 4_096;
    private readonly Lock gate = new();
    private readonly List<LogEntry[]> chunks = [];
    private readonly int capacity;
    private readonly long start;
    private readonly LogFile? file;
    private long count;

    internal RequestLog(int capacity, long start, LogFile? file = null)
    {
        this.capacity = capacity;
        this.start = start;
        this.file = file;
    }

    /// <summary>Requests so far; the sequence of the newest one.</summary>
    public long Count
    {
        get
        {
            lock (gate)
                return count;
        }
    }

    /// <summary>The requests after a sequence that are still remembered, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Read(long after = 0, int limit = int.MaxValue)
    {
        var records = new List<RequestRecord>();
        lock (gate)
        {
            for (var sequence = Math.Max(after, count - capacity) + 1; sequence <= count && records.Count < limit; sequence++)
                records.Add(ToRecord(sequence, Slot(sequence)));
        }
        return records;
    }

    /// <summary>Gives the visit its sequence.</summary>
    internal void Begin(Visit visit)
    {
        lock (gate)
        {
            visit.Sequence = ++count;
            if (chunks.Count * (long)ChunkSize < Math.Min(count, capacity))
                chunks.Add(new LogEntry[Math.Min(ChunkSize, capacity)]);
            Slot(visit.Sequence) = LogEntry.Of(visit);
        }
    }

    internal void End(Visit visit)
    {
        lock (gate)
        {
            if (visit.Sequence > count - capacity)
                Slot(visit.Sequence) = LogEntry.Of(visit);
            file?.Append(ToRecord(visit.Sequence, LogEntry.Of(visit)));
        }
    }

    private ref LogEntry Slot(long sequence)
    {
        var place = (int)((sequence - 1) % capacity);
        return ref chunks[place / ChunkSize][place % ChunkSize];
    }

    private RequestRecord ToRecord(long sequence, in LogEntry entry) => new()
    {
        Sequence = sequence,
        ArrivedMs = Milliseconds(entry.Arrived),
        EndedMs = entry.Ended == 0 ? null : Milliseconds(entry.Ended),
        Account = entry.Account,
        Kind = entry.Kind,
        Uuid = entry.Uuid,
        Offset = entry.Kind == CallKind.JobAll ? entry.Offset : null,
        InFlight = entry.InFlight,
        Status = entry.Status,
        Fault = entry.Fault,
        Verdict = entry.Verdict,
    };

    private double Milliseconds(long timestamp) =>
        Math.Round(Stopwatch.GetElapsedTime(start, timestamp).TotalMilliseconds, 3);
}
