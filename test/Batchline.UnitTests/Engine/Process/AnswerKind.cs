namespace Batchline.UnitTests.Engine.Process;

internal enum AnswerKind
{
    Good,
    Gone,
    Invalid,
    Transient,
    Alive,
}
