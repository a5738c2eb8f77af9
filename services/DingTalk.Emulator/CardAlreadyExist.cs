namespace DingTalk.Emulator;

// The answer to a create with an outTrackId that is in use. The numbers are its HTTP status, and may be configured instead of the names.
public enum CardAlreadyExist
{
    // HTTP 400 param.cardAlreadyExist.
    Refused = 400,

    // Success; the card stays as it is, and nothing is delivered.
    NoEffect = 200,
}
