namespace Batchline.Benchmarks.Visits;

/// <summary>What somebody does to the program from outside.</summary>
internal interface IVisit
{
    string Name { get; }

    /// <summary>The most files and sockets the program may have open; null leaves what the machine allows.</summary>
    int? Descriptors { get; }

    /// <summary>What the visitors met, for a table.</summary>
    string Met { get; }

    /// <summary>Stays until it is sent away.</summary>
    Task StayAsync(int port, CancellationToken leave);
}
