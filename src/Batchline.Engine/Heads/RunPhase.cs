namespace Batchline.Engine.Heads;

/// <summary>How far an account is on the data's way.</summary>
public enum RunPhase
{
    Listing,
    Planning,
    Processing,
    Ended,
}
