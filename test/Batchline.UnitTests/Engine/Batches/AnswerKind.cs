namespace Batchline.UnitTests.Engine.Batches;

internal enum AnswerKind
{
    Good,
    Gone,
    Invalid,
    Transient,
    Alive,
}
