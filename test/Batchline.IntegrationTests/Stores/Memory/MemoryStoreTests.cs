using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Contracts.Heads;
using Batchline.IntegrationTests.Stores.Contracts.Membership;
using Batchline.IntegrationTests.Stores.Contracts.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Memory;

/// <summary>The contract, kept by the memory store.</summary>
public static class MemoryStoreTests
{
    public sealed class Uniqueness : UniquenessContract<MemoryFixture>;

    public sealed class Order : OrderContract<MemoryFixture>;

    public sealed class PageBorders : PageBorderContract<MemoryFixture>;

    public sealed class Texts : TextContract<MemoryFixture>;

    public sealed class Clocks : ClockContract<MemoryFixture>;

    public sealed class Repetitions : RepetitionContract<MemoryFixture>;

    public sealed class Accounts : AccountContract<MemoryFixture>;

    public sealed class AccountDeletions : AccountDeletionContract<MemoryFixture>;

    public sealed class AccountStates : AccountStateContract<MemoryFixture>;

    public sealed class Totals : TotalsContract<MemoryFixture>;

    public sealed class Batches : BatchContract<MemoryFixture>;

    public sealed class Freshness : FreshnessContract<MemoryFixture>;

    public sealed class ChangeFeed : ChangeFeedContract<MemoryFixture>;

    public sealed class HeadCommits : HeadCommitContract<MemoryFixture>;

    public sealed class HeadInbox : HeadInboxContract<MemoryFixture>;

    public sealed class HeadLeases : HeadLeaseContract<MemoryFixture>;

    public sealed class LeaderRoles : LeaderRoleContract<MemoryFixture>;

    public sealed class MembershipStores : MembershipStoreContract<MemoryFixture>;

    public sealed class MembershipReads : MembershipReadContract<MemoryFixture>;

    public sealed class MembershipWrites : MembershipWriteContract<MemoryFixture>;

    public sealed class MembershipSignsOfLife : MembershipAliveContract<MemoryFixture>;

    public sealed class MembershipCleanups : MembershipCleanupContract<MemoryFixture>;

    public sealed class MembershipRaces : MembershipRaceContract<MemoryFixture>;

    public sealed class JobKeys : JobKeysContract<MemoryFixture>;

    public sealed class JobQueries : JobQueryContract<MemoryFixture>;

    public sealed class JobChanges : JobChangeContract<MemoryFixture>;

    public sealed class Jobs : JobContract<MemoryFixture>;

    public sealed class Notices : NoticeContract<MemoryFixture>;

    public sealed class Operations : OperationContract<MemoryFixture>;

    public sealed class WriteProbes : WriteProbeContract<MemoryFixture>;

    public sealed class Imports : ImportContract<MemoryFixture>;

    public sealed class Schedules : ScheduleContract<MemoryFixture>;

    public sealed class Readers : ReaderContract<MemoryFixture>;
}
