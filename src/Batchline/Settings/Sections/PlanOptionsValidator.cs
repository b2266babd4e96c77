using Batchline.Engine.Settings;

namespace Batchline.Settings.Sections;

internal sealed class PlanOptionsValidator() : SectionValidator<PlanOptions>("Plan")
{
    protected override void Check(PlanOptions options, Action<string, string> fault) =>
        Range(fault, nameof(options.BatchSize), options.BatchSize, 1, 1000);
}
