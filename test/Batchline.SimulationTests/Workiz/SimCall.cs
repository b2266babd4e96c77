using System.Globalization;

namespace Batchline.SimulationTests.Workiz;

/// <summary>What a request asks for.</summary>
/// <param name="Path">The path it goes.</param>
/// <param name="Uuid">The job it asks for; null: none.</param>
/// <param name="Offset">Of a page of the list; else 0.</param>
internal readonly record struct SimCall(SimPath Path, string? Uuid, int Offset)
{
    /// <param name="segments">The path's segments: <c>api, v1, token</c> and what is asked for.</param>
    /// <param name="query">The query with its question mark; may be empty.</param>
    public static SimCall Of(string[] segments, string query) => segments switch
    {
        [_, _, _, "job", "get", var uuid] => new SimCall(SimPath.Jobs, uuid, 0),
        [_, _, _, "job", "all"] when OffsetOf(query) is var offset => new SimCall(offset == 0 ? SimPath.List : SimPath.LaterPages, null, offset),
        _ => new SimCall(SimPath.Probe, null, 0),
    };

    private static int OffsetOf(string query) =>
        int.Parse(query.Split('&', '?').First(part => part.StartsWith("offset=", StringComparison.Ordinal))["offset=".Length..], CultureInfo.InvariantCulture);
}
