namespace Batchline.SimulationTests.Workiz;

/// <summary>The list of an account's jobs, as odd as the account has it.</summary>
internal sealed class SimList(IReadOnlyList<SimJob> jobs, int pageRows, SimListKind kind, bool odd)
{
    /// <summary>Of pages with fewer rows nobody can tell that the offset counts records.</summary>
    private const int LeastOfRecords = 3;

    /// <summary>Each odd in its own way; none may cost the rows beside it.</summary>
    private static readonly string[] OddRows =
    [
        "null", "{}", "\"a lone text\"", """{"Status":"Submitted"}""", """{"UUID":null,"Status":"Submitted"}""", """{"UUID":12.5}""",
        """{"UUID":"J0000","UUID":"J0001"}""", """{"flag":false,"msg":"Something went wrong"}""",
    ];

    private readonly List<SimJob> _listed = [.. jobs.Where(job => job.Listed)];

    public SimListKind Kind => kind;

    public static SimList Draw(Random random, IReadOnlyList<SimJob> jobs, int pageRows)
    {
        var kind = random.Next(2) == 0 ? SimListKind.Pages : (SimListKind)random.Next(4);
        return new SimList(jobs, kind == SimListKind.Records ? Math.Max(pageRows, LeastOfRecords) : pageRows, kind, odd: random.Next(3) == 0);
    }

    /// <summary>The odd rows on the pages that can be reached.</summary>
    public int OddReached => Reached.Count(row => row is null);

    /// <summary>The jobs on the pages that can be reached.</summary>
    public IEnumerable<SimJob> JobsReached => Reached.OfType<SimJob>();

    /// <summary>An odd row before every second job, so that a page is never without a good one. Null stands for an odd one.</summary>
    private IEnumerable<SimJob?> Rows => odd ? _listed.SelectMany((job, place) => place % 2 == 0 ? new[] { null, job } : [job]) : _listed;

    private IEnumerable<SimJob?> Reached => kind == SimListKind.Repeats ? Rows.Take(pageRows) : Rows;

    /// <summary>The rows at an offset, and whether more are said to follow.</summary>
    public (IReadOnlyList<string> Rows, bool More) Page(int offset)
    {
        var rows = Rows.ToList();
        var last = Math.Max(0, (rows.Count - 1) / pageRows);
        var skipped = kind switch
        {
            SimListKind.Records => offset,
            SimListKind.Repeats => 0,
            SimListKind.Clamped => Math.Min(offset, last) * pageRows,
            _ => offset * pageRows,
        };
        var found = rows.Skip(skipped).Take(pageRows).Select((job, place) => job?.Json ?? OddRows[(skipped + place) % OddRows.Length]).ToList();
        return (found, kind is SimListKind.Repeats or SimListKind.Clamped || skipped + pageRows < rows.Count);
    }
}
