using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Contracts.Heads;
using Batchline.IntegrationTests.Stores.Contracts.Membership;
using Batchline.IntegrationTests.Stores.Contracts.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>The contract, kept by the PostgreSQL store.</summary>
public static class PostgresStoreTests
{
    public sealed class Uniqueness : UniquenessContract<PostgresFixture>;

    public sealed class Order : OrderContract<PostgresFixture>;

    public sealed class PageBorders : PageBorderContract<PostgresFixture>;

    public sealed class Texts : TextContract<PostgresFixture>;

    public sealed class Clocks : ClockContract<PostgresFixture>;

    public sealed class Repetitions : RepetitionContract<PostgresFixture>;

    public sealed class NewerPrograms : NewerProgramContract<PostgresFixture>;

    public sealed class Accounts : AccountContract<PostgresFixture>;

    public sealed class AccountDeletions : AccountDeletionContract<PostgresFixture>;

    public sealed class AccountStates : AccountStateContract<PostgresFixture>;

    public sealed class Totals : TotalsContract<PostgresFixture>;

    public sealed class Batches : BatchContract<PostgresFixture>;

    public sealed class Freshness : FreshnessContract<PostgresFixture>;

    public sealed class ChangeFeed : ChangeFeedContract<PostgresFixture>;

    public sealed class HeadCommits : HeadCommitContract<PostgresFixture>;

    public sealed class HeadInbox : HeadInboxContract<PostgresFixture>;

    public sealed class HeadLeases : HeadLeaseContract<PostgresFixture>;

    public sealed class LeaderRoles : LeaderRoleContract<PostgresFixture>;

    public sealed class MembershipStores : MembershipStoreContract<PostgresFixture>;

    public sealed class MembershipReads : MembershipReadContract<PostgresFixture>;

    public sealed class MembershipWrites : MembershipWriteContract<PostgresFixture>;

    public sealed class MembershipSignsOfLife : MembershipAliveContract<PostgresFixture>;

    public sealed class MembershipCleanups : MembershipCleanupContract<PostgresFixture>;

    public sealed class MembershipRaces : MembershipRaceContract<PostgresFixture>;

    public sealed class JobKeys : JobKeysContract<PostgresFixture>;

    public sealed class JobQueries : JobQueryContract<PostgresFixture>;

    public sealed class JobChanges : JobChangeContract<PostgresFixture>;

    public sealed class Jobs : JobContract<PostgresFixture>;

    public sealed class Notices : NoticeContract<PostgresFixture>;

    public sealed class Operations : OperationContract<PostgresFixture>;

    public sealed class WriteProbes : WriteProbeContract<PostgresFixture>;

    public sealed class Imports : ImportContract<PostgresFixture>;

    public sealed class Schedules : ScheduleContract<PostgresFixture>;

    public sealed class Readers : ReaderContract<PostgresFixture>;
}
