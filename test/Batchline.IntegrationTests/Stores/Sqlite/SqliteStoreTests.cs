using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Contracts.Heads;
using Batchline.IntegrationTests.Stores.Contracts.Membership;
using Batchline.IntegrationTests.Stores.Contracts.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>The contract, kept by the SQLite store.</summary>
public static class SqliteStoreTests
{
    public sealed class Uniqueness : UniquenessContract<SqliteFixture>;

    public sealed class Order : OrderContract<SqliteFixture>;

    public sealed class PageBorders : PageBorderContract<SqliteFixture>;

    public sealed class Texts : TextContract<SqliteFixture>;

    public sealed class Clocks : ClockContract<SqliteFixture>;

    public sealed class Repetitions : RepetitionContract<SqliteFixture>;

    public sealed class NewerPrograms : NewerProgramContract<SqliteFixture>;

    public sealed class Accounts : AccountContract<SqliteFixture>;

    public sealed class AccountDeletions : AccountDeletionContract<SqliteFixture>;

    public sealed class AccountStates : AccountStateContract<SqliteFixture>;

    public sealed class Totals : TotalsContract<SqliteFixture>;

    public sealed class Batches : BatchContract<SqliteFixture>;

    public sealed class Freshness : FreshnessContract<SqliteFixture>;

    public sealed class ChangeFeed : ChangeFeedContract<SqliteFixture>;

    public sealed class HeadCommits : HeadCommitContract<SqliteFixture>;

    public sealed class HeadInbox : HeadInboxContract<SqliteFixture>;

    public sealed class HeadLeases : HeadLeaseContract<SqliteFixture>;

    public sealed class LeaderRoles : LeaderRoleContract<SqliteFixture>;

    public sealed class MembershipStores : MembershipStoreContract<SqliteFixture>;

    public sealed class MembershipReads : MembershipReadContract<SqliteFixture>;

    public sealed class MembershipWrites : MembershipWriteContract<SqliteFixture>;

    public sealed class MembershipSignsOfLife : MembershipAliveContract<SqliteFixture>;

    public sealed class MembershipCleanups : MembershipCleanupContract<SqliteFixture>;

    public sealed class MembershipRaces : MembershipRaceContract<SqliteFixture>;

    public sealed class JobKeys : JobKeysContract<SqliteFixture>;

    public sealed class JobQueries : JobQueryContract<SqliteFixture>;

    public sealed class JobChanges : JobChangeContract<SqliteFixture>;

    public sealed class Jobs : JobContract<SqliteFixture>;

    public sealed class Notices : NoticeContract<SqliteFixture>;

    public sealed class Operations : OperationContract<SqliteFixture>;

    public sealed class WriteProbes : WriteProbeContract<SqliteFixture>;

    public sealed class Imports : ImportContract<SqliteFixture>;

    public sealed class Schedules : ScheduleContract<SqliteFixture>;

    public sealed class Readers : ReaderContract<SqliteFixture>;
}
