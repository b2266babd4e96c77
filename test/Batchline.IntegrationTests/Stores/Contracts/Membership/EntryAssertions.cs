using Orleans;

namespace Batchline.IntegrationTests.Stores.Contracts.Membership;

internal static class EntryAssertions
{
    /// <summary>Compares every field.</summary>
    public static void ShouldBeTheEntry(this MembershipEntry actual, MembershipEntry expected)
    {
        actual.SiloAddress.ShouldBe(expected.SiloAddress);
        actual.Status.ShouldBe(expected.Status);
        (actual.SuspectTimes ?? []).ShouldBe(expected.SuspectTimes ?? []);
        actual.ProxyPort.ShouldBe(expected.ProxyPort);
        actual.HostName.ShouldBe(expected.HostName);
        actual.SiloName.ShouldBe(expected.SiloName);
        actual.RoleName.ShouldBe(expected.RoleName);
        actual.UpdateZone.ShouldBe(expected.UpdateZone);
        actual.FaultZone.ShouldBe(expected.FaultZone);
        actual.StartTime.ShouldBe(expected.StartTime);
        actual.StartTime.Kind.ShouldBe(DateTimeKind.Utc);
        actual.IAmAliveTime.ShouldBe(expected.IAmAliveTime);
        actual.IAmAliveTime.Kind.ShouldBe(DateTimeKind.Utc);
    }
}
