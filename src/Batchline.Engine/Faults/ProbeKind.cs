namespace Batchline.Engine.Faults;

/// <summary>What an account asks for to find out what is wrong.</summary>
internal enum ProbeKind
{
    /// <summary>A job that was answered well before: it goes the way the failing jobs go.</summary>
    Witness,

    /// <summary><c>team/all</c>: it tells whether Workiz is up and takes the key.</summary>
    Probe,
}
