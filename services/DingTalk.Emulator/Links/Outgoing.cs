namespace DingTalk.Emulator.Links;

// A frame in the queue of its link, to be written in pieces of so many bytes.
internal readonly record struct Outgoing(byte[] Frame, int PieceBytes);
