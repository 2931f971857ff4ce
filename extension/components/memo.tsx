import { Component, type ComponentType } from "preact";

/** A view that is drawn again where one of its props is another than before, or what it reads besides has changed: not each time its surroundings are. */
export function memo<P extends object>(View: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ(this.props, next) || differ(next, this.props);
    }

    override render() {
      return <View {...this.props} />;
    }
  };
}

function differ(some: object, others: object): boolean {
  return Object.entries(some).some(([name, value]) => Reflect.get(others, name) !== value);
}
