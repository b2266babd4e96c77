using Batchline.Simulator.Calls;
using Batchline.Simulator.Server;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Simulator;

public sealed class CallTests
{
    [Theory]
    [InlineData("/api/v1/tok/job/all/", CallKind.JobAll, null, true)]
    [InlineData("/api/v1/tok/job/all?offset=1", CallKind.JobAll, null, false)]
    [InlineData("/api/v1/tok/job/get/ABC123/", CallKind.JobGet, "ABC123", true)]
    [InlineData("/api/v1/tok/job/get/A%2FB%20%C3%A9", CallKind.JobGet, "A/B é", false)]
    [InlineData("/api/v1/tok/team/all/", CallKind.TeamAll, null, true)]
    [InlineData("/api/v1/tok/job/get/", CallKind.Other, null, true)]
    [InlineData("/api/v1/tok/", CallKind.Other, null, true)]
    [InlineData("/api/v1/tok/job/all/more/", CallKind.Other, null, true)]
    public void A_path_says_what_is_asked(string target, CallKind kind, string? uuid, bool slash)
    {
        var call = Call.Parse(target);

        (call.Token, call.Kind, call.Uuid, call.TrailingSlash).ShouldBe(("tok", kind, uuid, slash));
    }
}
