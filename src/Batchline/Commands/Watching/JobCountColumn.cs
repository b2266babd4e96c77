using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Batchline.Commands.Watching;

/// <summary>How many jobs of how many.</summary>
internal sealed class JobCountColumn : ProgressColumn
{
    public const string Key = "jobs";

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var (done, total) = task.State.Get<(long Done, long Total)>(Key);
        return new Text(string.Create(CultureInfo.InvariantCulture, $"{done}/{total} jobs")).RightJustified();
    }
}
