namespace Batchline.Engine.Operations;

public enum ControlAction
{
    Run,
    Pause,
    Cancel,
}
