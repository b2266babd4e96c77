namespace Batchline.Rehearsal.Runs;

internal static class RehearsalRun
{
    private const int OutageAfterPart = 3;

    public static RehearsalReport Of(RehearsalPlan plan, CancellationToken stop)
    {
        // A run without incidents comes first: its duration says when the outage and the kills are to happen.
        var calm = new RehearsalStage(plan with { Outage = TimeSpan.Zero }, TimeSpan.Zero).Run([], stop);
        if (plan is { Kills: 0 } && plan.Outage == TimeSpan.Zero)
            return calm;
        var kills = Enumerable.Range(1, plan.Kills).Select(number => calm.Took * number / (plan.Kills + 1)).ToList();
        return new RehearsalStage(plan, calm.Took / OutageAfterPart).Run(kills, stop);
    }
}
