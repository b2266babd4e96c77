namespace Batchline.Engine.Batches;

/// <summary>A job whose last outcome was a failure.</summary>
/// <param name="Transient">True if asking again later may help.</param>
public sealed record FailedJob(string Uuid, string Reason, bool Transient);
