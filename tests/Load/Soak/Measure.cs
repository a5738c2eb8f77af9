namespace Load.Soak;

/// <summary>What a number measures, and so how far it may rise.</summary>
internal enum Measure
{
    /// <summary>Resident memory of a process: 5 %.</summary>
    MemoryMb,

    /// <summary>Managed heap after a full collection, so without garbage: 5 %, at least 1 MB.</summary>
    HeapMb,

    /// <summary>Open files and sockets: 5 %, at least 3.</summary>
    Handles,

    /// <summary>Threads: 5 %, at least 3.</summary>
    Threads,

    /// <summary>Messages at the broker: 5.</summary>
    Queue,

    /// <summary>Rows of a table: by its retention, which is longer than a run.</summary>
    Rows,
}
