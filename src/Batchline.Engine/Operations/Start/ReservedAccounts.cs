namespace Batchline.Engine.Operations.Start;

/// <summary>What a start could reserve; <paramref name="Clash"/> is set if it must not continue.</summary>
internal sealed record ReservedAccounts(IReadOnlyList<AccountId> Reserved, IReadOnlyList<AccountId> Skipped, BusyAccount? Clash);
