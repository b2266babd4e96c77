namespace Batchline.Engine.Record;

public enum ControlAction
{
    Run,
    Pause,
    Cancel,
}
