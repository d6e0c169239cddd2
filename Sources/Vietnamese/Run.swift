/// A run of elements lent by an array for the length of one call: what the grammar looks at while a field is read.
///
/// It costs nothing to copy, since it holds no reference, and still checks every index. Whoever makes one keeps the
/// array alive and untouched until the last use.
@frozen public struct Run<Element>: RandomAccessCollection {
    @usableFromInline let elements: UnsafeBufferPointer<Element>
    #if DEBUG
        /// Where looks are counted while a test counts them.
        @usableFromInline let steps = Steps.counter
    #endif

    /// The whole of a lent buffer.
    @inlinable
    public init(_ elements: UnsafeBufferPointer<Element>) { self.elements = elements }

    /// Always 0.
    @inlinable public var startIndex: Int { 0 }
    /// How many elements it has.
    @inlinable public var endIndex: Int { elements.count }

    /// The element at an index; an index outside the run traps.
    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) get {
            #if DEBUG
                if let steps { steps.pointee &+= 1 }
            #endif
            precondition(UInt(bitPattern: index) < UInt(bitPattern: elements.count), "index outside its run")
            return elements[index]
        }
    }
}
