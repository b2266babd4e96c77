namespace Batchline.Rehearsal.Runs;

/// <summary>Rehearses a plan: first as if nothing happened, which says when what happens does.</summary>
internal static class RehearsalRun
{
    private const int OutageAfterPart = 3;

    public static RehearsalReport Of(RehearsalPlan plan, CancellationToken stop)
    {
        var calm = new RehearsalStage(plan with { Outage = TimeSpan.Zero }, TimeSpan.Zero).Run([], stop);
        if (plan is { Kills: 0 } && plan.Outage == TimeSpan.Zero)
            return calm;
        var kills = Enumerable.Range(1, plan.Kills).Select(number => calm.Took * number / (plan.Kills + 1)).ToList();
        return new RehearsalStage(plan, calm.Took / OutageAfterPart).Run(kills, stop);
    }
}
