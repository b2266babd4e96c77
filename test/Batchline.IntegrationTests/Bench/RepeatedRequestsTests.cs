using Batchline.Benchmarks.Peers.Contest;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Judge;

namespace Batchline.IntegrationTests.Bench;

public sealed class RepeatedRequestsTests
{
    [Fact]
    public void A_job_asked_for_again_is_explained_by_a_kill_only_if_its_account_had_asked_for_nothing_since()
    {
        RequestRecord[] requests =
        [
            Request(1, account: 0, "A"), Request(2, account: 0, "B"), Request(3, account: 1, "A"),
            Request(4, account: 0, "A"), Request(5, account: 0, "B"), Request(6, account: 1, "A"), Request(7, account: 1, "B"),
        ];

        RepeatedRequests.Count(requests, kills: [3]).ShouldBe((3, 1));
    }

    [Fact]
    public void Without_a_kill_nothing_explains_a_repeated_request()
    {
        RequestRecord[] requests = [Request(1, account: 0, "A"), Request(2, account: 0, "A"), Request(3, account: 0, "A")];

        RepeatedRequests.Count(requests, kills: []).ShouldBe((2, 2));
    }

    [Fact]
    public void A_kill_before_an_account_asked_for_anything_explains_nothing()
    {
        RequestRecord[] requests = [Request(2, account: 0, "A"), Request(3, account: 0, "A")];

        RepeatedRequests.Count(requests, kills: [1]).ShouldBe((1, 1));
    }

    private static RequestRecord Request(long sequence, int account, string uuid) =>
        new() { Sequence = sequence, ArrivedMs = sequence, Account = account, Kind = CallKind.JobGet, Uuid = uuid, InFlight = 1 };
}
