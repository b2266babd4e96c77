using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>How many of a job's edits touched what. LastStatusUpdate moves with the status only.</summary>
internal readonly record struct JobEdits(int Price, int Notes, int Status, int Crew)
{
    public static JobEdits Of(int seed, int account, int index, int revision)
    {
        var edits = default(JobEdits);
        for (var i = 1; i <= revision; i++)
        {
            edits = Dice.Of(seed, account, index, i, 5).Below(4) switch
            {
                0 => edits with { Price = edits.Price + 1 },
                1 => edits with { Notes = edits.Notes + 1 },
                2 => edits with { Status = edits.Status + 1 },
                _ => edits with { Crew = edits.Crew + 1 },
            };
        }
        return edits;
    }
}
