namespace Batchline.Engine.Process;

/// <summary>A job that met a passing fault, and what the fault was.</summary>
public sealed record Suspect(string Job, string Reason);
