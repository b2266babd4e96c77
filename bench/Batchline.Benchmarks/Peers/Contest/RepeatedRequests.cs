using Batchline.Simulator.Judge;

namespace Batchline.Benchmarks.Peers.Contest;

/// <summary>Requests for a job that was asked for before.</summary>
internal static class RepeatedRequests
{
    /// <param name="requests">Of job/get, in order of arrival.</param>
    /// <param name="kills">The last request that had arrived at each kill.</param>
    /// <returns>All of them, and those that no kill explains: a kill explains one more request for the job that its account had asked for last.</returns>
    public static (int All, int Needless) Count(IReadOnlyList<RequestRecord> requests, IReadOnlyList<long> kills)
    {
        var (all, needless) = (0, 0);
        foreach (var account in requests.GroupBy(request => request.Account))
        {
            var inFlight = kills.Select(kill => account.LastOrDefault(request => request.Sequence <= kill)?.Sequence).ToHashSet();
            var last = new Dictionary<string, long>();
            foreach (var request in account)
            {
                if (last.TryGetValue(request.Uuid ?? "", out var before))
                {
                    all++;
                    needless += inFlight.Contains(before) ? 0 : 1;
                }
                last[request.Uuid ?? ""] = request.Sequence;
            }
        }
        return (all, needless);
    }
}
