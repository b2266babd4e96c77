namespace Batchline.Engine.Doors;

/// <summary>What a process answers to a <see cref="Handover"/>.</summary>
/// <param name="Taken">How many of the accounts it took, from the first on.</param>
/// <param name="AtWork">How many accounts are at work in it now.</param>
/// <param name="IsOpen">False: it is stopping, or its database does not answer, and it took nothing.</param>
public sealed record DoorAnswer(int Taken, int AtWork, bool IsOpen);
