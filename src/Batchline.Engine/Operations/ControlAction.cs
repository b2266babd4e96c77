namespace Batchline.Engine.Operations;

public enum ControlAction
{
    Run,
    Pause,
    Cancel,

    /// <summary>More failed than was tolerated. What is left stays pending, for a retry.</summary>
    Stop,
}
