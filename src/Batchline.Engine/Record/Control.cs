using Batchline.Engine.Operations;

namespace Batchline.Engine.Record;

/// <summary>What an operator wants an account to do in one operation. It says nothing about any other operation.</summary>
public sealed record Control(OperationId OperationId, ControlAction Action);
