using System.Reflection;
using Batchline.Simulator.Calls;

namespace Batchline.Simulator.Faults;

/// <summary>What is known about each kind of fault.</summary>
public static class FaultKinds
{
    private static readonly FaultNoteAttribute?[] Notes =
        [.. Enum.GetValues<FaultKind>().Select(kind => typeof(FaultKind).GetField($"{kind}")!.GetCustomAttribute<FaultNoteAttribute>())];

    /// <summary>Every kind but <see cref="FaultKind.None"/>.</summary>
    public static IReadOnlyList<FaultKind> All { get; } = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None)];

    /// <summary>The kind of that name, in any case, None included; or null.</summary>
    public static FaultKind? Find(string name) => All.Prepend(FaultKind.None)
        .Where(kind => $"{kind}".Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(kind => (FaultKind?)kind).FirstOrDefault();

    /// <summary>What to say where <see cref="Find"/> finds nothing.</summary>
    public static string NoFault(string name) =>
        $"'{name}' is not a fault. Use one of: {string.Join(", ", All)}. 'batchline simulate --faults' says what each does.";

    /// <summary>What the fault does, as a part of a sentence.</summary>
    public static string Note(FaultKind kind) => Notes[(int)kind]?.Text ?? "";

    /// <summary>The one call that can go wrong in this way, or null for all of them.</summary>
    public static CallKind? Only(FaultKind kind) => Notes[(int)kind]?.Only is { } call and not CallKind.Other ? call : null;

    internal static bool Fits(FaultKind kind, CallKind call) => Only(kind) is not { } only || only == call;

    /// <summary>Whether it puts a row into a page that is no job of the account.</summary>
    internal static bool AddsRow(FaultKind kind) => kind is >= FaultKind.UuidNumber and <= FaultKind.HugeRow;
}
