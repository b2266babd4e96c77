using Batchline.Commands.Connecting;

namespace Batchline.Commands.Watching;

/// <summary>Chooses how an operation is shown.</summary>
internal static class DisplayChoice
{
    public static IProgressDisplay Of(ServerChoice place, TimeProvider clock) => place switch
    {
        { Json: true } => new JsonDisplay(place),
        { Terminal.IsQuiet: true } => new LineDisplay(TextWriter.Null, clock),
        { Terminal.IsLive: true } => new BarDisplay(place.Terminal.Screen),
        _ => new LineDisplay(place.Terminal.Output, clock),
    };
}
