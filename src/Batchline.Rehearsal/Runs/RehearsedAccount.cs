using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;

namespace Batchline.Rehearsal.Runs;

/// <summary>An account as it takes part in a rehearsal.</summary>
/// <param name="Head">What was learned of it; its operations play no part.</param>
/// <param name="Jobs">With as much of their documents as planning looks at.</param>
internal sealed record RehearsedAccount(AccountId Id, string Name, AccountPace Pace, HeadBody Head, IReadOnlyList<StoredJob> Jobs);
