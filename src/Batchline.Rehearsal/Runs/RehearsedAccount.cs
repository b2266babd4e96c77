using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Records;

namespace Batchline.Rehearsal.Runs;

/// <summary>An account in a rehearsal.</summary>
/// <param name="Head">What was learned about it; its operations do not matter.</param>
/// <param name="Jobs">With only those parts of their documents that planning reads.</param>
internal sealed record RehearsedAccount(AccountId Id, string Name, AccountPace Pace, HeadBody Head, IReadOnlyList<StoredJob> Jobs);
