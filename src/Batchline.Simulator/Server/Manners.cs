using Batchline.Simulator.Answers;
using Batchline.Simulator.Calls;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Server;

/// <summary>What a careful client of Workiz always does, see <see cref="Worlds.SimulatorOptions.Strict"/>.</summary>
internal static class Manners
{
    public static bool AreGood(Call call, ListQuery? query, IHeaderDictionary headers) =>
        call.TrailingSlash
        && call.Kind != CallKind.Other
        && headers.UserAgent.Count > 0
        && headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
        && query is null or { OnlyOpen: not null, Malformed: null, Records: <= ListQuery.MostRecords };
}
