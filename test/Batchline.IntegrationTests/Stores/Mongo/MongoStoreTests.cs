using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Contracts.Heads;
using Batchline.IntegrationTests.Stores.Contracts.Membership;
using Batchline.IntegrationTests.Stores.Contracts.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>The contract, kept by the MongoDB store.</summary>
public static class MongoStoreTests
{
    public sealed class Uniqueness : UniquenessContract<MongoFixture>;

    public sealed class Order : OrderContract<MongoFixture>;

    public sealed class PageBorders : PageBorderContract<MongoFixture>;

    public sealed class Texts : TextContract<MongoFixture>;

    public sealed class Clocks : ClockContract<MongoFixture>;

    public sealed class Repetitions : RepetitionContract<MongoFixture>;

    public sealed class NewerPrograms : NewerProgramContract<MongoFixture>;

    public sealed class Accounts : AccountContract<MongoFixture>;

    public sealed class AccountDeletions : AccountDeletionContract<MongoFixture>;

    public sealed class AccountStates : AccountStateContract<MongoFixture>;

    public sealed class Totals : TotalsContract<MongoFixture>;

    public sealed class Batches : BatchContract<MongoFixture>;

    public sealed class Freshness : FreshnessContract<MongoFixture>;

    public sealed class ChangeFeed : ChangeFeedContract<MongoFixture>;

    public sealed class HeadCommits : HeadCommitContract<MongoFixture>;

    public sealed class HeadInbox : HeadInboxContract<MongoFixture>;

    public sealed class HeadLeases : HeadLeaseContract<MongoFixture>;

    public sealed class LeaderRoles : LeaderRoleContract<MongoFixture>;

    public sealed class MembershipStores : MembershipStoreContract<MongoFixture>;

    public sealed class MembershipReads : MembershipReadContract<MongoFixture>;

    public sealed class MembershipWrites : MembershipWriteContract<MongoFixture>;

    public sealed class MembershipSignsOfLife : MembershipAliveContract<MongoFixture>;

    public sealed class MembershipCleanups : MembershipCleanupContract<MongoFixture>;

    public sealed class MembershipRaces : MembershipRaceContract<MongoFixture>;

    public sealed class JobKeys : JobKeysContract<MongoFixture>;

    public sealed class JobQueries : JobQueryContract<MongoFixture>;

    public sealed class JobChanges : JobChangeContract<MongoFixture>;

    public sealed class Jobs : JobContract<MongoFixture>;

    public sealed class Notices : NoticeContract<MongoFixture>;

    public sealed class Operations : OperationContract<MongoFixture>;

    public sealed class WriteProbes : WriteProbeContract<MongoFixture>;

    public sealed class Imports : ImportContract<MongoFixture>;

    public sealed class Schedules : ScheduleContract<MongoFixture>;

    public sealed class Readers : ReaderContract<MongoFixture>;
}
