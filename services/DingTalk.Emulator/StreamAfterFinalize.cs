namespace DingTalk.Emulator;

// What streaming to a finalized card does.
public enum StreamAfterFinalize
{
    // HTTP 500 unknownError.
    Error,

    // The card is generating again.
    Reopen,
}
